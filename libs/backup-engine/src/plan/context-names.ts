import type { CourseOutline, OutlineBlock, OutlineSection } from '../model/outline';

/** What a context of the course is, in words for people: `forum "News" (cmid 12)`. */
export class ContextNames {
  private readonly names = new Map<number, string>();

  constructor(outline: CourseOutline) {
    this.names.set(outline.contextId, `course "${outline.shortname}"`);
    this.addBlocks(outline.blocks);
    for (const section of outline.sections) this.addSection(section);
  }

  of(contextId: number | string): string {
    return this.names.get(Number(contextId)) ?? `context ${contextId}`;
  }

  private addSection(section: OutlineSection): void {
    for (const { contextId, modname, name, moduleId, blocks, delegated } of section.activities) {
      this.names.set(contextId, `${modname} "${name}" (cmid ${moduleId})`);
      this.addBlocks(blocks);
      if (delegated) this.addSection(delegated);
    }
  }

  private addBlocks(blocks: readonly OutlineBlock[]): void {
    for (const { contextId, name, id } of blocks) this.names.set(contextId, `block ${name} (id ${id})`);
  }
}
