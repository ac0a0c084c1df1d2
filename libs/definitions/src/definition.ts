/** The language of definitions. A definition is data: which element, from which table, with which fields, and how it hangs
 *  on its parent. It never says how rows are fetched; `document-writer.ts` reads whole kinds at a time. */
export * from './language/documents';
export * from './language/elements';
export * from './language/items';
export * from './language/operands';
export * from './language/sources';
export * from './language/sql';
