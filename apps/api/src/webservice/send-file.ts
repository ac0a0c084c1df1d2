import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import fresh from 'fresh';
import parseRange from 'range-parser';
import type { DownloadableFile } from '../backups/backup-files';
import type { ByteRange } from '../storage/backup-storage';

/** Sends a backup's file with Moodle's headers: whole, or the one part that is asked for. A part that cannot be had, or
 *  several, are answered with the whole file, as by Moodle. */
export async function sendFile(
  request: Request,
  response: Response,
  file: DownloadableFile,
  disposition: 'inline' | 'attachment',
): Promise<void> {
  const etag = `"${file.contenthash}"`;
  response.setHeader('Content-Type', 'application/vnd.moodle.backup');
  response.setHeader('Content-Disposition', `${disposition}; filename="${headerText(file.filename)}"`);
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', new Date(file.modified * 1000).toUTCString());
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Cache-Control', 'private, must-revalidate, pre-check=0, post-check=0, max-age=0, no-transform');
  const known = { etag, 'last-modified': String(response.getHeader('Last-Modified')) };
  // Like Moodle, and unlike the rule for caches, a client that says no-cache is told too that it has the file already.
  if (isReading(request) && fresh({ ...request.headers, 'cache-control': undefined }, known)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const range = wantedRange(request, file.size, known);
  if (range) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  }
  response.setHeader('Content-Length', range ? range.end - range.start + 1 : file.size);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const content = await file.read(range);
  // A client that goes away, or a content that turns out to be damaged, ends the connection: nothing is left to say.
  await pipeline(content, response).catch(() => response.destroy());
}

function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function wantedRange(
  request: Request,
  size: number,
  known: { readonly etag: string; readonly 'last-modified': string },
): ByteRange | undefined {
  const header = request.headers.range;
  const condition = request.headers['if-range'];
  if (!header || !isReading(request)) return undefined;
  if (condition !== undefined && condition !== known.etag && condition !== known['last-modified']) return undefined;
  const ranges = parseRange(size, header, { combine: true });
  if (!Array.isArray(ranges) || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}

/** The bytes of UTF-8, as Moodle sends them; a header of Node takes one character a byte. */
function headerText(filename: string): string {
  return Buffer.from(filename.replace(/["\\\u0000-\u001f\u007f]/g, '_'), 'utf8').toString('latin1');
}
