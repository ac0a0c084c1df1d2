/** Whether bytes that are said to be compressed already would still shrink a good deal: an image saved without
 *  compression (Moodle's own thumbnails are), a text under a wrong name. Judged by how unevenly the byte values of a small
 *  sample are spread; costs microseconds, and the same bytes always get the same answer. */
export function looksCompressible(data: Buffer): boolean {
  if (data.length < SMALLEST_SAMPLE) return false;
  const counts = new Uint32Array(256);
  const step = Math.max(1, Math.floor(data.length / SAMPLE));
  let taken = 0;
  for (let offset = 0; offset < data.length; offset += step) {
    counts[data[offset] as number]! += 1;
    taken += 1;
  }
  let squares = 0;
  for (const count of counts) squares += count * count;
  return (squares * 256) / (taken * taken) > UNEVEN;
}

const SAMPLE = 4096;
const SMALLEST_SAMPLE = 1024;

// 1 for evenly spread values, a little more for media formats, 4 for base64, over 15 for XML and prose.
const UNEVEN = 2;
