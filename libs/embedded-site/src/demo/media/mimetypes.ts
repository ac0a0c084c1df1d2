import { extname } from 'node:path';

const byExtension: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};

/** The type that Moodle gives a file of this name. */
export function mimetypeOf(filename: string): string {
  return byExtension[extname(filename).toLowerCase()] ?? 'document/unknown';
}
