import type { LostBank } from '../questions/lost-banks';
import type { SelectedQuestions } from './selected-questions';

/** Says what became of the question banks of activities that cannot be in the backup. */
export class BankWords {
  constructor(
    private readonly banks: readonly LostBank[],
    private readonly questions: SelectedQuestions,
  ) {}

  /** Of the activities in these contexts; empty where none has a question. */
  of(contexts: readonly number[]): string {
    const own = this.banks.filter(({ contextId }) => contexts.includes(contextId));
    const count = own.reduce((sum, { questions }) => sum + questions, 0);
    if (count === 0) return '';
    const kept = new Set(this.questions.completeCategories);
    const isKept = own.every(({ categories }) => categories.every((id) => kept.has(id)));
    const what = `${count} ${count === 1 ? 'question' : 'questions'} of the question bank there`;
    return isKept ? `${what} ${count === 1 ? 'is' : 'are'} in this backup` : `${what} left out`;
  }
}
