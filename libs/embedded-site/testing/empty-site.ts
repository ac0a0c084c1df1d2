import { createEmbeddedSite } from '../src';

/** Makes an embedded site without courses, as one of Moodle 4.5, in a folder of its own; resolves with the folder. */
export async function emptySite(folder: string): Promise<string> {
  const now = 1_790_000_000;
  await createEmbeddedSite(folder, { wwwroot: 'http://127.0.0.1:8045', now, courses: 'none', release: '4.5' });
  return folder;
}
