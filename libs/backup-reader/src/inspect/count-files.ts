import type { Backup } from '../read/backup/backup';
import type { ContextOwner } from '../read/backup/contexts';
import { isDocument } from '../read/backup/document-store';
import type { BackupFile } from '../read/backup/files';
import type { FileKind, Inspection, SpaceTaken } from './inspection';

const LARGEST = 10;

/** Files by type and size, and what takes the space. */
export async function countFiles(backup: Backup): Promise<Pick<Inspection, 'files' | 'documents' | 'space'>> {
  const owners = await backup.contexts();
  const space = new Space(backup);
  const types = new Map<string, { type: string; count: number; bytes: number }>();
  const seen = new Set<string>();
  let largest: BackupFile[] = [];
  let count = 0;
  let bytes = 0;
  for await (const file of backup.files()) {
    count += 1;
    const isNew = !seen.has(file.contenthash);
    const size = isNew && backup.hasContent(file.contenthash) ? file.size : 0;
    const name = file.mimetype ?? 'unknown';
    const kind = types.get(name) ?? { type: name, count: 0, bytes: 0 };
    types.set(name, { type: name, count: kind.count + 1, bytes: kind.bytes + size });
    space.add(partOf(file, owners.get(file.contextId)), size, 1);
    bytes += size;
    if (!isNew) continue;
    seen.add(file.contenthash);
    if (largest.length < LARGEST || file.size > (largest.at(-1)?.size ?? 0)) {
      largest = [...largest, file].sort((a, b) => b.size - a.size).slice(0, LARGEST);
    }
  }
  const documents = { count: 0, bytes: 0 };
  for (const { path, size } of backup.entries()) {
    if (!isDocument(path)) continue;
    documents.count += 1;
    documents.bytes += size;
    space.add(partOfDocument(path), size, 0);
  }
  const paths: { path: string; bytes: number }[] = [];
  for (const file of largest) paths.push({ path: await backup.pathOf(file), bytes: file.size });
  const files = { count, contents: seen.size, bytes, types: bySize([...types.values()]), largest: paths };
  return { files, documents, space: space.list() };
}

class Space {
  private readonly parts = new Map<string, { files: number; bytes: number }>();
  private readonly titles: ReadonlyMap<string, string>;

  constructor(backup: Backup) {
    this.titles = new Map([
      ...backup.sections.map(({ id, title }) => [`section_${id}`, title] as const),
      ...backup.activities.map(({ id, modname, title }) => [`${modname}_${id}`, title] as const),
      ['course', backup.information.course.fullname],
    ]);
  }

  add(part: string, bytes: number, files: number): void {
    const before = this.parts.get(part) ?? { files: 0, bytes: 0 };
    this.parts.set(part, { files: before.files + files, bytes: before.bytes + bytes });
  }

  list(): SpaceTaken[] {
    return bySize([...this.parts].map(([part, taken]) => ({ part, title: this.titles.get(part) ?? part, ...taken })));
  }
}

function partOf(file: BackupFile, owner: ContextOwner | undefined): string {
  if (file.component === 'question' || file.component.startsWith('qtype_')) return 'question bank';
  if (file.component === 'course' && file.filearea === 'section') return `section_${file.itemId}`;
  switch (owner?.kind) {
    case 'activity':
      return `${owner.activity.modname}_${owner.activity.id}`;
    case 'block':
      return owner.activity ? `${owner.activity.modname}_${owner.activity.id}` : 'course';
    case 'user':
      return 'people';
    case 'course':
      return 'course';
    default:
      return 'other';
  }
}

function partOfDocument(path: string): string {
  const [top = '', folder] = path.split('/');
  if (folder === undefined) return ROOT_PARTS[top] ?? 'course';
  return top === 'activities' || top === 'sections' ? folder : 'course';
}

const ROOT_PARTS: Readonly<Record<string, string>> = {
  'users.xml': 'people',
  'groups.xml': 'people',
  'questions.xml': 'question bank',
};

function bySize<T extends FileKind | SpaceTaken>(parts: T[]): T[] {
  return parts.sort((a, b) => b.bytes - a.bytes);
}
