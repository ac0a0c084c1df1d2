import type { DemoFile } from '../model';
import type { Row } from '../site-rows';
import type { SiteScope } from './scope';

/** Where the files of a text or of an activity's area belong. */
export interface FileArea {
  readonly context: Row;
  readonly component: string;
  readonly filearea: string;
  readonly itemid?: number;
}

/** Adds the files of one area. The first one is the main file where `main` is asked for. Returns their rows. */
export function addFiles(
  scope: SiteScope,
  area: FileArea,
  files: readonly DemoFile[] | undefined,
  by: { readonly userid: number; readonly time: number; readonly main?: boolean },
): Row[] {
  return (files ?? []).map((file, index) =>
    scope.rows.addFile({
      contextid: area.context.id,
      component: area.component,
      filearea: area.filearea,
      itemid: area.itemid ?? 0,
      filepath: file.folder ?? '/',
      filename: file.name,
      content: contentOf(file),
      userid: by.userid,
      author: file.author,
      license: file.license ?? 'unknown',
      time: by.time,
      sortorder: by.main && index === 0 ? 1 : 0,
    }),
  );
}

const contents = new WeakMap<DemoFile, Buffer>();

/** Pictures are drawn once, however often the courses show them. */
function contentOf(file: DemoFile): Buffer {
  const content = contents.get(file) ?? file.content();
  contents.set(file, content);
  return content;
}
