/** Which questions are in the backup: as the definition of `questions.xml` chooses them. */
export interface SelectedQuestions {
  readonly categories: readonly number[];
  readonly completeCategories: readonly number[];
  readonly entries: readonly number[];
}
