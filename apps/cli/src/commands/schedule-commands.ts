import type { Command } from 'commander';
import { ExitStatus } from '../exit-status';
import { printPreview, printSchedule, printSchedules } from './print-schedules';
import type { Preview, Result, Schedule } from './schedule-answers';
import { type Ask, chosenService, withService } from './service-client';

interface Given {
  readonly url?: string;
  readonly json?: boolean;
  readonly resume?: boolean;
}

/** What a command has to say: for programs, and for people. */
interface Said {
  readonly json: unknown;
  readonly text: string;
}

/** The commands for schedules. They go through the service: it alone decides who may, and it alone writes its store. */
export function addSchedules(program: Command, end: (status: ExitStatus) => void): void {
  const group = program
    .command('schedule')
    .description('Shows and moves the schedules of a running service.')
    .addHelpText('after', '\nA token of a site administrator stands in COURSEKEEP_TOKEN; the demo needs none.');
  const add = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option('--url <address>', 'where the service is (COURSEKEEP_URL)')
      .option('--json', 'prints one JSON object');
  const tell = async (given: Given, work: (ask: Ask) => Promise<Said>) => {
    const { json, text } = await withService(await chosenService(given.url), work);
    process.stdout.write(given.json ? `${JSON.stringify(json)}\n` : text);
    end(ExitStatus.done);
  };
  add('list', 'Lists the schedules, and where each stands.').action((given: Given) => tell(given, list));
  add('show', 'Shows a schedule, and what its run did with each course.')
    .argument('<name>')
    .action((name: string, given: Given) => tell(given, (ask) => show(ask, name)));
  add('preview', 'Tells which courses the next run would take, and in which order.')
    .argument('<name>')
    .action((name: string, given: Given) => tell(given, (ask) => preview(ask, name)));
  add('run', 'Begins a run now.')
    .argument('<name>')
    .action((name: string, given: Given) => tell(given, (ask) => run(ask, name)));
  add('pause', 'Begins nothing more until it is resumed.')
    .argument('<name>')
    .option('--resume', 'lets it go on')
    .action((name: string, given: Given) => tell(given, (ask) => move(ask, name, given.resume ? 'resume' : 'pause')));
}

const path = (name: string): string => `/schedules/${encodeURIComponent(name)}`;

async function list(ask: Ask): Promise<Said> {
  const json = (await ask('GET', '/schedules')) as { schedules: Schedule[] };
  return { json, text: printSchedules(json.schedules) };
}

async function show(ask: Ask, name: string): Promise<Said> {
  const { schedule } = (await ask('GET', path(name))) as { schedule: Schedule };
  const run = schedule.running ?? schedule.last;
  const results = run === null ? [] : await resultsOf(ask, run.runid);
  return { json: { schedule, results }, text: printSchedule(schedule, results) };
}

async function resultsOf(ask: Ask, runid: string): Promise<Result[]> {
  const all: Result[] = [];
  for (;;) {
    const after = all.at(-1)?.position ?? -1;
    const { results } = (await ask('GET', `/schedule-runs/${runid}?limit=1000&after=${after}`)) as {
      results: Result[];
    };
    all.push(...results);
    if (results.length < 1000) return all;
  }
}

async function preview(ask: Ask, name: string): Promise<Said> {
  const { schedule } = (await ask('GET', path(name))) as { schedule: Schedule };
  const json = (await ask('GET', `${path(name)}/preview`)) as Preview;
  return { json, text: printPreview(json, schedule.zone) };
}

async function run(ask: Ask, name: string): Promise<Said> {
  const json = (await ask('POST', `${path(name)}/run`)) as { runid: string };
  return { json, text: `The run ${json.runid} has begun.\n` };
}

async function move(ask: Ask, name: string, what: 'pause' | 'resume'): Promise<Said> {
  const json = (await ask('POST', `${path(name)}/${what}`)) as { schedule: Schedule };
  return { json, text: printSchedules([json.schedule]) };
}
