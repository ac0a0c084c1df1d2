/** A course's short name as Moodle shows it, of which the file name is made: without tags, a bare `&` escaped. Languages
 *  in one name (multilang) are for the caller to choose from before: see `controller/multilang`. */
export function formatShortname(shortname: string): string {
  return shortname.replace(/<[^<>]*>/g, '').replace(/&(?!(#\d+|#x[\da-f]+|[a-z][\da-z]*);)/gi, '&amp;');
}

/** A text as part of a backup's file name: blanks become `_`, characters with a meaning to shells, file systems and HTML
 *  go, lower case. May come out empty. Cleaning twice changes nothing more. */
export function cleanNamePart(text: string): string {
  const cleaned = text
    .replace(/ /g, '_')
    .replace(/[\p{Cc}&<>"`|':\\/]/gu, '')
    .replace(/^_+|_+$/g, '');
  // A lone half of a surrogate pair cannot stand in a file name.
  return Buffer.from(cleaned).toString().toLowerCase();
}
