import { CourseSite } from '../../testing/course-site';

describe('the name of a backup', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  it('begins with the word of the site’s language', async () => {
    site.insert('config', { name: 'lang', value: 'fr' });
    expect((await site.backup()).filename).toMatch(/^sauvegarde-moodle2-course-10-c-\d{8}-\d{4}/);
  });

  it('begins with that of another language where one is asked for', async () => {
    expect((await site.backup({ filenameLanguage: 'es' })).filename).toMatch(/^copia_de_seguridad-moodle2-course-10-/);
    expect((await site.backup({ filenameLanguage: 'de=sicherung' })).filename).toMatch(/^sicherung-moodle2-course-10-/);
  });
});
