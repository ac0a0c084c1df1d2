import { createHash } from 'node:crypto';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import { type ReadLimits, xmlBatches, type XmlEvent } from '@coursekeep/archive';
import { documentKind, type DocumentKind } from './document-kind';
import type { DocumentRow } from './document-row';
import { documentRows } from './document-rows';

/** One XML file inside a backup. All reading is streamed and may be repeated. */
export class BackupDocument {
  readonly kind: DocumentKind;

  constructor(
    /** Its path in the archive. */
    readonly path: string,
    /** Bytes. */
    readonly size: number,
    private readonly open: () => AsyncIterable<Buffer>,
    private readonly limits: ReadLimits,
    private readonly registry: DefinitionRegistry,
  ) {
    this.kind = documentKind(path, registry);
  }

  bytes(): AsyncIterable<Buffer> {
    return this.open();
  }

  /** Tags and texts in order; throws BackupReadError at the first thing that is not well formed. */
  async *events(): AsyncGenerator<XmlEvent> {
    for await (const batch of xmlBatches(this.open(), this.path, this.limits)) yield* batch;
  }

  /** Records in order, each before those inside it, with what the definitions say of them. `onRoot` hears the name of the
   *  root element, also where there is no record at all. */
  rows(onRoot?: (name: string) => void): AsyncGenerator<DocumentRow> {
    const root = this.kind.definition?.root ?? null;
    const batches = xmlBatches(this.open(), this.path, this.limits);
    return documentRows(onRoot ? tellRoot(batches, onRoot) : batches, root, this.registry);
  }

  /** SHA-1 of the document's bytes. */
  async digest(): Promise<string> {
    const hash = createHash('sha1');
    for await (const chunk of this.open()) hash.update(chunk);
    return hash.digest('hex');
  }
}

async function* tellRoot(
  batches: AsyncIterable<XmlEvent[]>,
  onRoot: (name: string) => void,
): AsyncGenerator<XmlEvent[]> {
  let isTold = false;
  for await (const batch of batches) {
    const root = isTold ? undefined : batch.find((event) => event.kind === 'open');
    if (root?.kind === 'open') {
      isTold = true;
      onRoot(root.name);
    }
    yield batch;
  }
}
