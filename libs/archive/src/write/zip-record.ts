/** What a zip's records say of one entry. */
export interface ZipEntry {
  readonly path: string;
  readonly isDirectory: boolean;
  /** Unix seconds; zip keeps every second one of them. */
  readonly mtime: number;
  /** Bytes before and after deflating. */
  readonly size: number;
  readonly packed: number;
  readonly crc: number;
  /** Where its local record begins. */
  readonly offset: number;
}

/** The record before an entry's bytes. Of a file the checksum is known only after its bytes: it follows them. */
export function localRecord({ path, isDirectory, mtime, size }: Omit<ZipEntry, 'packed' | 'crc' | 'offset'>): Buffer {
  const name = Buffer.from(path);
  const zip64 = needsZip64(size) ? zip64Extra([0n, 0n]) : NOTHING;
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(versionFor(size), 4);
  writeKind(head, 6, isDirectory, mtime);
  if (zip64.length > 0) head.fill(0xff, 18, 26);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(zip64.length, 28);
  return Buffer.concat([head, name, zip64]);
}

/** The record after a file's bytes. */
export function dataDescriptor({ size, packed, crc }: Pick<ZipEntry, 'size' | 'packed' | 'crc'>): Buffer {
  const isLong = needsZip64(size);
  const record = Buffer.alloc(isLong ? 24 : 16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  if (isLong) {
    record.writeBigUInt64LE(BigInt(packed), 8);
    record.writeBigUInt64LE(BigInt(size), 16);
  } else {
    record.writeUInt32LE(packed, 8);
    record.writeUInt32LE(size, 12);
  }
  return record;
}

/** The directory at the end of the archive, `start` bytes after its beginning. */
export function* centralDirectory(entries: readonly ZipEntry[], start: number): Generator<Buffer> {
  let length = 0;
  for (const entry of entries) {
    const record = centralRecord(entry);
    length += record.length;
    yield record;
  }
  yield endRecords(entries.length, length, start);
}

const NOTHING = Buffer.alloc(0);
const LARGEST = 0xffffffff;
const MADE_ON_UNIX = 3 << 8;

// Deflating what cannot be compressed makes it a little longer: five bytes for each 64 KiB.
const needsZip64 = (size: number) => size > LARGEST - LARGEST / 4096;
const versionFor = (size: number) => (needsZip64(size) ? 45 : 20);

/** Flags (sizes follow the bytes, names are UTF-8), method, time and date, as both kinds of record have them. */
function writeKind(record: Buffer, at: number, isDirectory: boolean, mtime: number): void {
  record.writeUInt16LE(isDirectory ? 0x0800 : 0x0808, at);
  record.writeUInt16LE(isDirectory ? 0 : 8, at + 2);
  const time = new Date(Math.max(mtime, FIRST_TIME) * 1000);
  record.writeUInt16LE((time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1), at + 4);
  record.writeUInt16LE(
    (Math.min(time.getUTCFullYear() - 1980, 127) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
    at + 6,
  );
}

// Zip knows no time before 1980.
const FIRST_TIME = Date.UTC(1980, 0, 1) / 1000;

function centralRecord({ path, isDirectory, mtime, size, packed, crc, offset }: ZipEntry): Buffer {
  const name = Buffer.from(path);
  const long = [size, packed, offset].map((value) => value >= LARGEST);
  const extra = zip64Extra([size, packed, offset].filter((_, at) => long[at]).map(BigInt));
  const fits = (value: number) => Math.min(value, LARGEST);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_ON_UNIX | 45, 4);
  record.writeUInt16LE(extra.length > 0 ? 45 : versionFor(size), 6);
  writeKind(record, 8, isDirectory, mtime);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(fits(packed), 20);
  record.writeUInt32LE(fits(size), 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  const mode = isDirectory ? 0o40755 : 0o100644;
  record.writeUInt32LE(mode * 0x10000 + (isDirectory ? 0x10 : 0), 38);
  record.writeUInt32LE(fits(offset), 42);
  return Buffer.concat([record, name, extra]);
}

/** The field for values that 32 bits do not hold; nothing where there are none. */
function zip64Extra(values: readonly bigint[]): Buffer {
  if (values.length === 0) return NOTHING;
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, at) => extra.writeBigUInt64LE(value, 4 + 8 * at));
  return extra;
}

function endRecords(count: number, length: number, start: number): Buffer {
  const isLong = count >= 0xffff || length >= LARGEST || start >= LARGEST;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(Math.min(length, LARGEST), 12);
  end.writeUInt32LE(Math.min(start, LARGEST), 16);
  return isLong ? Buffer.concat([zip64End(count, length, start), end]) : end;
}

function zip64End(count: number, length: number, start: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(MADE_ON_UNIX | 45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(start + length), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
