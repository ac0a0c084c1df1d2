import { createHash } from 'node:crypto';
import type { CodeView } from './api/site';
import type { ReadPlugin } from './read-plugins';

/** All that the reading of a plugin looks at. */
export interface PluginSources extends CodeView {
  /** The text of one of the plugin's files; null where there is none. */
  readFile(path: string): string | null;
  /** The columns of a table of the site. */
  columns(table: string): readonly string[];
}

interface Entry {
  readonly id: number;
  readonly read: ReadPlugin;
  /** What was asked while it was read, and the answers: of files, their hashes. */
  readonly answers: ReadonlyMap<string, string>;
}

/** What was read of plugins, kept in memory. It is given again as long as everything that was looked at is as it was. */
export class ReadCache {
  private readonly entries = new Map<string, Entry>();
  private next = 0;

  /** How often a plugin was read. */
  get reads(): number {
    return this.next;
  }

  /** `key`: which plugin of which site it is; of each there is one reading. Its id tells it from earlier ones. */
  read(
    key: readonly unknown[],
    sources: PluginSources,
    read: (traced: PluginSources) => ReadPlugin,
  ): Pick<Entry, 'id' | 'read'> {
    const name = JSON.stringify(key);
    const known = this.entries.get(name);
    if (known && [...known.answers].every(([question, answer]) => ask(question, sources) === answer)) return known;
    const answers = new Map<string, string>();
    const entry = { read: read(traced(sources, answers)), answers, id: this.next++ };
    this.entries.set(name, entry);
    return entry;
  }
}

/** The same sources, whose answers are noted. */
function traced(sources: PluginSources, answers: Map<string, string>): PluginSources {
  const noted = <T>(kind: Kind, about: string, answer: T): T => {
    answers.set(`${kind} ${about}`, digest(answer));
    return answer;
  };
  return {
    readFile: (path) => noted('file', path, sources.readFile(path)),
    columns: (table) => noted('columns', table, sources.columns(table)),
    pluginsOf: (type) => noted('plugins', type, sources.pluginsOf(type)),
    classExists: (name) => noted('class', name, sources.classExists(name)),
  };
}

type Kind = 'file' | 'columns' | 'plugins' | 'class';

function ask(question: string, sources: PluginSources): string {
  const at = question.indexOf(' ');
  const about = question.slice(at + 1);
  switch (question.slice(0, at) as Kind) {
    case 'file':
      return digest(sources.readFile(about));
    case 'columns':
      return digest(sources.columns(about));
    case 'plugins':
      return digest(sources.pluginsOf(about));
    case 'class':
      return digest(sources.classExists(about));
  }
}

const digest = (answer: unknown): string => createHash('sha1').update(JSON.stringify(answer)).digest('base64');
