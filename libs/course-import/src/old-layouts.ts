import { numberOf, textOf } from '@coursekeep/backup-reader';
import type { Frame } from './document-walk';
import type { RowContext } from './row-context';
import type { RowMaker } from './row-maker';

interface Place {
  readonly slot: number;
  readonly page: number;
}

/** The order of a quiz's questions where its backup has no numbered slots (before Moodle 2.7: a list of questions in which 0
 *  ends a page) or no sections (before 3.0). */
export class OldLayouts {
  private readonly places = new WeakMap<Frame, Map<number, Place>>();
  private readonly withSections = new WeakSet<Frame>();

  constructor(private readonly maker: RowMaker) {}

  /** Gives a slot its number, page and mark where it has none. */
  place({ row, values }: Frame, context: RowContext): void {
    const quiz = quizAround(context);
    const question = numberOf(row, 'question');
    if (row.values.has('slot') || question === null || !quiz) return;
    let places = this.places.get(quiz);
    if (!places) this.places.set(quiz, (places = layoutOf(textOf(quiz.row, 'questions'))));
    // A question that the list does not have comes after all.
    const place = places.get(question) ?? { slot: places.size + 1, page: 1 };
    places.set(question, place);
    values.slot = place.slot;
    values.page = place.page;
    values.maxmark = row.values.get('grade') ?? 0;
  }

  takeSection(context: RowContext): void {
    const quiz = quizAround(context);
    if (quiz) this.withSections.add(quiz);
  }

  /** Every quiz has a section. */
  async close(quiz: Frame): Promise<void> {
    if (this.withSections.has(quiz) || !quiz.row.values.has('shufflequestions')) return;
    await this.maker.buffer.add('quiz_sections', {
      id: await this.maker.ids.next('quiz_sections'),
      quizid: quiz.values.id,
      firstslot: 1,
      heading: '',
      shufflequestions: textOf(quiz.row, 'shufflequestions') === '1' ? 1 : 0,
    });
  }
}

const quizAround = (context: RowContext): Frame | undefined =>
  context.around.findLast((one) => one.row.name === 'quiz');

function layoutOf(list: string): Map<number, Place> {
  const places = new Map<number, Place>();
  let page = 1;
  for (const text of list.split(',')) {
    const question = Number(text);
    if (question > 0 && !places.has(question)) places.set(question, { slot: places.size + 1, page });
    else if (question === 0) page += 1;
  }
  return places;
}
