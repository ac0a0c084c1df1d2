import { crc32, gzipSync } from 'node:zlib';

/** One entry of a tar in which anything may be wrong. */
export interface TarSpec {
  readonly name: string;
  readonly content?: Buffer | string;
  /** Type flag; default a file. */
  readonly type?: string;
  readonly link?: string;
  /** The size that the header claims; default that of the content. */
  readonly size?: number;
  /** The size field as it is, in place of a number. */
  readonly sizeField?: Buffer;
  readonly prefix?: string;
  readonly magic?: string;
}

/** A tar of these entries, with right checksums and an end. */
export function tar(entries: readonly TarSpec[], end = true): Buffer {
  const blocks = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '');
    return [header(entry, content), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, end ? Buffer.alloc(1024) : Buffer.alloc(0)]);
}

export const tgz = (entries: readonly TarSpec[]): Buffer => gzipSync(tar(entries));

function header(entry: TarSpec, content: Buffer): Buffer {
  const block = Buffer.alloc(512);
  Buffer.from(entry.name).copy(block, 0, 0, 100);
  block.write('0000644\x000000000\x000000000\0', 100, 'latin1');
  block.write(`${(entry.size ?? content.length).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  entry.sizeField?.copy(block, 124, 0, 12);
  block.write('14000000000\0        ', 136, 'latin1');
  block.write(entry.type ?? '0', 156, 'latin1');
  block.write(entry.link ?? '', 157, 100, 'latin1');
  block.write(entry.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(entry.prefix ?? '', 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A pax header with these records. */
export function pax(records: Readonly<Record<string, string>>, type = 'x'): TarSpec {
  const content = Object.entries(records)
    .map(([key, value]) => record(` ${key}=${value}\n`))
    .join('');
  return { name: 'PaxHeaders/x', type, content };
}

function record(rest: string): string {
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (bytes + String(length).length !== length) length = bytes + String(length).length;
  return `${length}${rest}`;
}

/** One entry of a zip in which anything may be wrong. */
export interface ZipSpec {
  readonly name: string;
  readonly content?: Buffer | string;
  /** Packed bytes, where the content is compressed. */
  readonly packed?: Buffer;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode, in the place where Unix programs keep it. */
  readonly mode?: number;
  readonly crc?: number;
  readonly size?: number;
  /** The local header that the directory points at, in place of its own. */
  readonly sameAs?: number;
}

export function zip(entries: readonly ZipSpec[], count = entries.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.packed ?? content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(entry.method ?? 0, 4);
    fields.writeUInt32LE(entry.crc ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    const start = entry.sameAs === undefined ? offset : (offsets[entry.sameAs] ?? 0);
    offsets.push(start);
    if (entry.sameAs === undefined) {
      locals.push(local);
      offset += local.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(start, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, name]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
