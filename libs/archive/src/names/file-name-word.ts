/** The first word of a backup's file name, which Moodle translates: by language, as seen in names of real backups. A language
 *  of which no name was seen has the English word; add a line here when one was. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'backup',
  es: 'copia_de_seguridad',
  fr: 'sauvegarde',
};

/** The word for a language of Moodle (`es`, or `es_mx`, which is a kind of it), or for one that is given with its word
 *  (`de=sicherung`). */
export function fileNameWord(language: string): string {
  const [code = '', word] = language.split('=');
  if (word) return word;
  const name = code.trim().toLowerCase().replaceAll('-', '_');
  return WORDS[name] ?? WORDS[name.split('_')[0] ?? ''] ?? 'backup';
}
