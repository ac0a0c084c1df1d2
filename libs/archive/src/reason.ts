/** What an error says, for a sentence that goes on after a colon. Errors of other realms (worker, vm) are errors too. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
