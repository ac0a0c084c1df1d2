/** A failure that is explained to the person at the terminal in a sentence; a stack trace would not help them. */
export class Problem extends Error {}

/** Runs a tool's main function; a Problem becomes its sentence and exit status 1. */
export async function main(action) {
  try {
    process.exitCode = (await action()) ?? process.exitCode ?? 0;
  } catch (error) {
    process.stderr.write(error instanceof Problem ? `\n${error.message}\n` : `\n${error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
}
