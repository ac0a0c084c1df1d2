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
    const entries = own.reduce((sum, bank) => sum + bank.entries, 0);
    if (entries === 0) return '';
    const kept = new Set(this.questions.completeCategories);
    const isKept = own.every(({ categories }) => categories.every((id) => kept.has(id)));
    const what = `${entries} ${entries === 1 ? 'question' : 'questions'} of the question bank there`;
    return isKept ? `${what} ${entries === 1 ? 'is' : 'are'} in this backup` : `${what} left out`;
  }
}
