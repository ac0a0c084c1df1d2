import { DefinitionError, type DefinitionProblem, type SiteFindings } from '@coursekeep/definitions';
import { type LoadedDefinitions, loadDefinitions } from '@coursekeep/definitions/load';
import { tableDescriptions } from '@coursekeep/moodle-site';
import { ExitStatus } from '../exit-status';
import { openChosenSite } from '../open-chosen-site';
import { counted, line } from './printable';

export interface CheckArguments {
  readonly site?: string;
  readonly json?: boolean;
}

interface Warning {
  /** `column-not-known`: a column of the site is in no backup. `field-not-there`: the site has nothing for a field. */
  readonly code: 'column-not-known' | 'field-not-there';
  /** `recipe_step.colour`, or where the field stands. */
  readonly about: string;
  readonly message: string;
}

interface Checked {
  readonly definitions: number;
  readonly problems: readonly DefinitionProblem[];
  readonly warnings: readonly Warning[];
}

/** `coursekeep definitions check FILE`. Rejects where the file cannot be loaded at all, or the site cannot be read. */
export async function runCheck(file: string, { site, json = false }: CheckArguments): Promise<ExitStatus> {
  const checked = await check(file, site);
  if (json) process.stdout.write(`${JSON.stringify(checked)}\n`);
  else process.stdout.write(print(checked));
  if (checked.problems.length > 0) return ExitStatus.failed;
  return checked.warnings.length > 0 ? ExitStatus.warnings : ExitStatus.done;
}

async function check(file: string, site: string | undefined): Promise<Checked> {
  try {
    const loaded = await loadDefinitions(file);
    const definitions = loaded.modules.reduce((sum, module) => sum + module.definitions.length, 0);
    if (site === undefined) return { definitions, problems: [], warnings: [] };
    const { problems, ...found } = await heldAgainst(site, loaded);
    return { definitions, problems, warnings: warningsOf(found) };
  } catch (error) {
    if (!(error instanceof DefinitionError) || error.problems.length === 0) throw error;
    return { definitions: 0, problems: error.problems, warnings: [] };
  }
}

async function heldAgainst(chosen: string, { definitions, modules }: LoadedDefinitions): Promise<SiteFindings> {
  const site = await openChosenSite(chosen);
  try {
    return definitions.heldAgainst(
      site.schema,
      modules.flatMap((module) => module.definitions),
    );
  } finally {
    await site.close();
  }
}

/** Of Moodle's own tables a backup itself says which columns are not known. */
const ofMoodle = new Set(tableDescriptions.map(({ name }) => name));

function warningsOf({ columnsNotKnown, fieldsNotThere }: Omit<SiteFindings, 'problems'>): Warning[] {
  const own = columnsNotKnown.filter(([table]) => !ofMoodle.has(table)).map((path) => path.join('.'));
  return [
    ...own.map((about): Warning => {
      return { code: 'column-not-known', about, message: `No field takes the column ${about}: it is in no backup.` };
    }),
    ...fieldsNotThere.map((about): Warning => {
      return { code: 'field-not-there', about, message: `The site has no column for a field (${about}).` };
    }),
  ];
}

function print({ definitions, problems, warnings }: Checked): string {
  const said = [
    ...problems.map(({ message }) => `error: ${line(message)}`),
    ...warnings.map(({ code, message }) => `warning: ${line(message)} (${code})`),
  ];
  if (problems.length === 0) said.push(`${counted(definitions, 'definition')}, all of them right.`);
  return `${said.join('\n')}\n`;
}
