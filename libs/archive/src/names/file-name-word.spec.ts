import { fileNameWord } from './file-name-word';

describe('the first word of a file name', () => {
  it.each([
    ['en', 'backup'],
    ['fr', 'sauvegarde'],
    ['es', 'copia_de_seguridad'],
    ['es_mx', 'copia_de_seguridad'],
    ['fr-CA', 'sauvegarde'],
    ['de=sicherung', 'sicherung'],
    ['de', 'backup'],
    ['', 'backup'],
  ])('of the language %j is %s', (language, word) => expect(fileNameWord(language)).toBe(word));
});
