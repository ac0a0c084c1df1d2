import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { commandAnswer } from './command-answer';
import { commandWords } from './command-words';
import { HeadAndTail } from './head-and-tail';

const run = (stdout: string, exit: number | null = 0, stderr = '') =>
  commandAnswer({ ended: 'itself', exit, killedBy: null, stdout, stderr });

describe('The answer of Moodle’s restore command', () => {
  it('is a course where its last line names one and it ended well, and nowhere else', () => {
    const good = '== Preprocessing backup file ==\n== Restored course ID: 8 ==\n';
    expect(run(good)).toMatchObject({ kind: 'made', courseId: 8 });
    expect(run(good, 1)).toMatchObject({ kind: 'not-made' });
    expect(run(`${good}!!! Something else !!!\n`)).toMatchObject({ kind: 'not-made', said: 'Something else' });
    expect(run('x == Restored course ID: 8 ==\n')).toMatchObject({ kind: 'not-made' });
    expect(run('== Restored course ID: 0 ==\n')).toMatchObject({ kind: 'not-made' });
    expect(run('')).toMatchObject({ kind: 'not-made', reason: expect.stringContaining('without naming a course') });
  });

  it('of PHP that cannot run says that the command is not usable', () => {
    expect(run('', 255, 'PHP Fatal error: …')).toMatchObject({ code: 'restore-command-unusable' });
    expect(run('Could not open input file: /x\n', 1)).toMatchObject({ code: 'restore-command-unusable' });
    expect(run('== Preprocessing backup file ==\n', 137)).toMatchObject({
      code: 'restore-failed',
      reason: expect.stringContaining('ended from outside'),
    });
  });

  describeWithShared('as recorded', (shared) => {
    const recorded = readFileSync(join(shared, 'moodle/integration/cli-restore.md'), 'utf8');
    const cases = [
      ...recorded.matchAll(/^## (\w+)\n```\n\$ php [^\n]*\n--stdout\n([^]*?)--stderr\n([^]*?)--exit (\d+)/gm),
    ];
    it.each(cases.map(([, name, stdout, stderr, exit]) => [name!, stdout!, stderr!, Number(exit)] as const))(
      '%s',
      (_, stdout, stderr, exit) => {
        const [, id] = /Restored course ID: (\d+)/.exec(stdout) ?? [];
        const answer = run(stdout, exit, stderr);
        if (id) expect(answer).toMatchObject({ kind: 'made', courseId: Number(id) });
        else expect(answer).toMatchObject({ kind: 'not-made', said: /!!! (.*) !!!/.exec(stdout)?.[1] ?? null });
      },
    );
  });
});

describe('The setting of the command', () => {
  it('is words, of which the last is the folder', () => {
    expect(commandWords("sudo -u 'www data' php /var/www/moodle/")).toEqual({
      program: 'sudo',
      words: ['-u', 'www data', 'php', '/var/www/moodle/admin/cli/restore_backup.php'],
    });
    expect(commandWords('php "/srv/a; rm -rf $HOME"').words).toEqual([
      '/srv/a; rm -rf $HOME/admin/cli/restore_backup.php',
    ]);
  });

  it.each(['', 'php', '/var/www/moodle', 'php moodle'])('is refused where something is missing: %j', (setting) => {
    expect(() => commandWords(setting)).toThrow('COURSEKEEP_MOODLE_CLI must say');
  });
});

describe('What a program says', () => {
  it('is kept at its start and its end, however much it is', () => {
    const text = new HeadAndTail(10);
    for (const part of ['abc', 'defgh', 'x'.repeat(1000), 'UVWXYZ']) text.add(part);
    expect(text.text).toBe('abcde\n… 1004 characters …\nVWXYZ');
  });
});
