import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import fresh from 'fresh';
import parseRange from 'range-parser';
import type { DownloadableFile } from '../backups/backup-files';
import type { ByteRange } from '../storage/backup-storage';
import { byteParts } from './byte-parts';

const mediaType = 'application/vnd.moodle.backup';

/** Each part of a content of the pool is cut out of the whole: nobody may have it read any number of times. */
const mostParts = 10;

/** Sends a backup's file with Moodle's headers: whole, or the parts that are asked for. Parts that cannot be had, or too
 *  many, are answered with the whole file, as by Moodle. */
export async function sendFile(
  request: Request,
  response: Response,
  file: DownloadableFile,
  disposition: 'inline' | 'attachment',
): Promise<void> {
  const etag = `"${file.contenthash}"`;
  response.setHeader('Content-Type', mediaType);
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
  const ranges = wantedRanges(request, file.size, known);
  const [range] = ranges;
  const parts = ranges.length > 1 ? byteParts(ranges, file.size, mediaType, (each) => file.read(each)) : null;
  if (range) response.statusCode = 206;
  if (parts) response.setHeader('Content-Type', parts.contentType);
  else if (range) response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  const length = parts?.length ?? (range ? range.end - range.start + 1 : file.size);
  response.setHeader('Content-Length', length);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const content = parts ? parts.body() : await file.read(range);
  // A client that goes away, or a content that turns out to be damaged, ends the connection: nothing is left to say.
  await pipeline(content, response).catch(() => response.destroy());
}

function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** None where the whole file is to be sent. */
function wantedRanges(
  request: Request,
  size: number,
  known: { readonly etag: string; readonly 'last-modified': string },
): readonly ByteRange[] {
  const header = request.headers.range;
  const condition = request.headers['if-range'];
  if (!header || !isReading(request)) return [];
  if (condition !== undefined && condition !== known.etag && condition !== known['last-modified']) return [];
  const ranges = parseRange(size, header, { combine: true });
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length <= mostParts ? ranges : [];
}

/** The bytes of UTF-8, as Moodle sends them; a header of Node takes one character a byte. */
function headerText(filename: string): string {
  return Buffer.from(filename.replace(/["\\\u0000-\u001f\u007f]/g, '_'), 'utf8').toString('latin1');
}
