import { run } from '../src/program';

/** What a command said, and how it ended. */
export interface Told {
  /** Null where the command goes on. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process with what it prints caught. */
export async function coursekeep(...args: string[]): Promise<Told> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    return { status: await run(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
