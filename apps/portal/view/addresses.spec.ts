import fc from 'fast-check';
import { downloadAddress, ownPath, restoreAddress, signInAddress } from './addresses';

describe('where sign-in leads', () => {
  it('is the page that was wanted', () => {
    expect(ownPath('/courses/4?show=failed')).toBe('/courses/4?show=failed');
    expect(signInAddress('/courses/4')).toBe('/sign-in?next=%2Fcourses%2F4');
  });

  it('is the courses where nothing sensible was wanted', () => {
    for (const path of [null, undefined, '', '/', 'courses', '/sign-in', '/sign-in?next=/x']) {
      expect(ownPath(path)).toBe('/courses');
    }
    expect(signInAddress(null)).toBe('/sign-in');
  });

  it('is never another site', () => {
    const evil = ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', '/..//evil.example'];
    for (const path of evil) expect(new URL(ownPath(path), 'http://own').host).toBe('own');
    fc.assert(fc.property(fc.string(), (path) => new URL(ownPath(`/${path}`), 'http://own').host === 'own'));
  });
});

describe('where a file is downloaded', () => {
  it('is the API of this site, or nowhere', () => {
    expect(downloadAddress({ backupid: 'a/b', downloadurl: 'x' })).toBe('/api/v1/backups/a%2Fb/download');
    expect(downloadAddress({ backupid: 'ab', downloadurl: null })).toBeNull();
    expect(downloadAddress({ backupid: null, downloadurl: '/api/v1/files/7' })).toBe('/api/v1/files/7');
    expect(downloadAddress({ backupid: null, downloadurl: 'http://moodle.example/pluginfile.php/1' })).toBeNull();
  });
});

describe('where a backup is restored', () => {
  it('is Moodle’s page, and nothing that runs', () => {
    const restoreurl = 'https://moodle.example/backup/restorefile.php?contextid=21';
    expect(restoreAddress({ restoreurl })).toBe(restoreurl);
    for (const wrong of [null, '', 'javascript:alert(1)', '/backup', 'data:text/html,x'])
      expect(restoreAddress({ restoreurl: wrong })).toBeNull();
  });
});
