import { INFOREF_ITEMS, type AnnotationItem, type InforefItem } from '@coursekeep/definitions';
import { IdSet } from './id-set';

type IdSets = Map<string, IdSet>;

/** Which ids the documents refer to: what Moodle keeps in a temporary table (format.md, section 5). Documents are written
 *  kind by kind, so what a task refers to is gathered by task first; `settle` then plays the tasks in plan order. */
export class Annotations {
  private readonly byTask = new Map<string, IdSets>();
  private readonly lateByTask = new Map<string, IdSets>();
  private pending: IdSets = new Map();
  private readonly final: IdSets = new Map();
  private readonly usersByTask = new Map<string, Set<number>>();
  private pendingUsers = new Set<number>();
  private readonly finalUsers = new Set<number>();
  private counted = 0;

  /** `readAsItGrew`: whether Moodle's database gives a list of so many ids in the order in which it grew; null: never. */
  constructor(private readonly readAsItGrew: ((size: number) => boolean) | null = null) {}

  /** Notes that a document of the task refers to an id. Ids that are not positive, or larger than any site counts, mean nothing; a negative scale is a scale
   *  used as a grade. `late`: the document comes after the task's inforef. */
  note(task: string, item: AnnotationItem, value: string | number | null, late: boolean): void {
    if (value === null || value === '') return;
    const id = item === 'scale' || item === 'scalefinal' ? scaleId(item, Number(value)) : Number(value);
    // Beyond that a number would be another one, which no database takes for an id.
    if (!(id > 0 && Number.isSafeInteger(id))) return;
    if (item.endsWith('final')) return this.makeFinal(item, [id]);
    const tasks = late ? this.lateByTask : this.byTask;
    let sets = tasks.get(task);
    if (!sets) tasks.set(task, (sets = new Map()));
    setOf(sets, item).add(id);
    if (this.readAsItGrew && item === 'user') this.noteUser(task, id, late);
  }

  /** What the task's documents (before its inforef) refer to so far. */
  of(task: string, item: AnnotationItem): readonly number[] {
    return [...(this.byTask.get(task)?.get(item)?.ascending() ?? [])];
  }

  /** What the task's inforef lists: its own and what earlier tasks left behind; then all of it becomes final. */
  settle(task: string): Map<InforefItem, number[]> {
    this.take(task);
    const listed = new Map<InforefItem, number[]>();
    for (const item of INFOREF_ITEMS) {
      const ids = this.pending.get(item);
      if (ids) listed.set(item, [...ids.ascending()]);
    }
    this.finalise();
    merge(this.pending, this.lateByTask.get(task));
    this.lateByTask.delete(task);
    this.pendingUsers = this.usersOf(task, true);
    return listed;
  }

  /** Takes what the final task's documents referred to, and makes all that is pending final. */
  settleFinal(task: string): void {
    this.take(task);
    this.finalise();
  }

  /** The final ids under `userfinal`, `groupfinal` and so on, ascending. */
  finalIds(item: string): readonly number[] {
    return [...(this.final.get(item)?.ascending() ?? [])];
  }

  isFinal(item: string, id: number): boolean {
    return this.final.get(item)?.has(id) ?? false;
  }

  /** The final users in the order in which Moodle's database gives them while the task is written. */
  usersAsRead(task: string): readonly number[] {
    return this.readAsItGrew?.(this.size(this.byTask.get(task))) ? [...this.finalUsers] : this.finalIds('userfinal');
  }

  /** How many ids of all kinds Moodle's list has by now. Long lists are not counted again and again. */
  private size(further: IdSets = new Map()): number {
    if (this.counted > LONG_LIST) return this.counted;
    const sets = [this.final, this.pending, further].flatMap((one) => [...one.values()]);
    return (this.counted = sets.reduce((sum, ids) => sum + ids.ascending().length, 0));
  }

  private take(task: string): void {
    merge(this.pending, this.byTask.get(task));
    this.byTask.delete(task);
    for (const id of this.usersOf(task, false)) this.pendingUsers.add(id);
  }

  private finalise(): void {
    const users = this.readAsItGrew?.(this.size()) ? this.pendingUsers : null;
    for (const [item, ids] of this.pending) {
      this.makeFinal(isInforefItem(item) ? `${item}final` : item, (item === 'user' ? users : null) ?? ids.ascending());
    }
    this.pending = new Map();
    this.pendingUsers = new Set();
  }

  private makeFinal(item: string, ids: Iterable<number>): void {
    const final = setOf(this.final, item);
    for (const id of ids) {
      final.add(id);
      if (this.readAsItGrew && item === 'userfinal') this.finalUsers.add(id);
    }
  }

  /** Whom the course names is in the list before all others: most are, so that few are left to remember by task. */
  private noteUser(task: string, id: number, late: boolean): void {
    if (task !== COURSE_TASK && this.usersOf(COURSE_TASK, false).has(id)) return;
    this.usersOf(task, late).add(id);
  }

  private usersOf(task: string, late: boolean): Set<number> {
    const key = `${late ? 'after' : 'before'} ${task}`;
    let users = this.usersByTask.get(key);
    if (!users) this.usersByTask.set(key, (users = new Set()));
    return users;
  }
}

/** From here on every list is read alike. */
const LONG_LIST = 10_000;

/** The directory of the task that comes first. */
const COURSE_TASK = 'course/';

const isInforefItem = (item: string): boolean => (INFOREF_ITEMS as readonly string[]).includes(item);

/** `grade = -5` means scale 5. */
const scaleId = (item: string, value: number): number => (item === 'scale' ? -value : value);

function setOf(sets: IdSets, item: string): IdSet {
  let set = sets.get(item);
  if (!set) sets.set(item, (set = new IdSet()));
  return set;
}

function merge(target: IdSets, from: IdSets | undefined): void {
  for (const [item, ids] of from ?? []) setOf(target, item).addAll(ids);
}
