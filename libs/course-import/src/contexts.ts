import { ContextLevel } from '@coursekeep/moodle-site';
import type { SiteWriter } from '@coursekeep/embedded-site';
import type { IdMap } from './id-map';
import type { TaskFacts } from './tasks';

/** A context of the site. */
export interface Placed {
  readonly id: number;
  readonly path: string;
}

/** Makes the contexts of what is imported, with their paths, below those that are there. */
export class Contexts {
  private readonly byOldId = new Map<number, Placed>();
  private readonly byTask = new Map<TaskFacts, Placed>();
  private readonly all: number[] = [];
  private course!: Placed;

  constructor(
    private readonly writer: SiteWriter,
    private readonly ids: IdMap,
    readonly system: Placed,
  ) {}

  static async of(writer: SiteWriter, ids: IdMap): Promise<Contexts> {
    const [row] = await writer.read('SELECT id, path FROM mdl_context WHERE contextlevel = 10');
    return new Contexts(writer, ids, { id: Number(row?.id), path: String(row?.path) });
  }

  /** A context for something new. `oldId`: the one it has in the backup, if any. */
  async add(level: ContextLevel, instance: number, oldId: number | null, parent: Placed): Promise<Placed> {
    const id = (oldId === null ? null : this.ids.of('context', oldId)) ?? (await this.ids.next('context'));
    const placed = { id, path: `${parent.path}/${id}` };
    await this.writer.insert('context', {
      id,
      contextlevel: level,
      instanceid: instance,
      path: placed.path,
      depth: placed.path.split('/').length - 1,
      locked: 0,
    });
    this.all.push(id);
    if (oldId !== null) this.byOldId.set(oldId, placed);
    return placed;
  }

  /** The context that one of the backup has become; null for those that the backup does not bring. */
  of(oldId: number | null): Placed | null {
    return oldId === null ? null : (this.byOldId.get(oldId) ?? null);
  }

  /** Ids of the contexts that were made. */
  made(): number[] {
    return this.all;
  }

  /** Says which context the course has. `oldId`: the one it has in the backup, if any. */
  useCourse(context: Placed, oldId: number | null): void {
    this.course = context;
    if (oldId !== null) this.byOldId.set(oldId, context);
  }

  /** The context of the course. */
  get ofCourse(): Placed {
    return this.course;
  }

  /** The contexts of all parts of the course; also for parts whose context the backup does not tell. */
  async addTasks(tasks: Iterable<TaskFacts>): Promise<void> {
    const own = this.course;
    const list = [...tasks];
    for (const task of list) {
      if (task.scope !== 'activity' || task.id === null) continue;
      const module = this.ids.of('course_modules', task.id) ?? task.id;
      this.byTask.set(task, await this.add(ContextLevel.module, module, task.context, own));
    }
    for (const task of list) {
      if (task.scope !== 'block' || task.id === null) continue;
      const parent = this.of(task.parentContext) ?? own;
      const block = this.ids.of('block_instances', task.id) ?? task.id;
      this.byTask.set(task, await this.add(ContextLevel.block, block, task.context, parent));
    }
  }

  /** The context of a part of the course; the course's own for its sections. */
  ofTask(task: TaskFacts | null): number {
    return (task && this.byTask.get(task)?.id) ?? this.course.id;
  }
}
