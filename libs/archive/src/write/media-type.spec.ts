import { looksCompressible } from './compressibility';
import { archiveContent } from './media-type';
import { noise, prose } from '../../testing/entries';

describe('archiveContent', () => {
  it.each([
    ['image/png', 'a.png'],
    ['image/jpeg', 'a'],
    ['IMAGE/JPEG; charset=binary', 'a'],
    ['video/mp4', 'a.txt'],
    ['audio/mp3', 'a.mp3'],
    ['application/pdf', 'a.pdf'],
    ['application/zip', 'a.zip'],
    ['application/zip.h5p', 'a.h5p'],
    ['application/epub+zip', 'a.epub'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx'],
    ['application/vnd.oasis.opendocument.text', 'a.odt'],
    ['application/vnd.moodle.backup', 'a.mbz'],
    ['document/unknown', 'a.WEBM'],
    ['application/octet-stream', 'a.7z'],
    [null, 'a.b.jpg'],
    ['', 'a.gz'],
  ])('%s %s is stored', (type, name) => expect(archiveContent(type, name)).toBe('stored'));

  it.each([
    ['text/plain', 'a.zip'],
    ['image/svg+xml', 'a.svg'],
    ['image/bmp', 'a.bmp'],
    ['audio/wav', 'a.wav'],
    ['application/xml', 'a.xml'],
    ['application/msword', 'a.doc'],
    ['document/unknown', 'a.dat'],
    [null, 'zip'],
    [null, ''],
  ])('%s %s is compressed', (type, name) => expect(archiveContent(type, name)).toBe('text'));
});

describe('looksCompressible', () => {
  it('tells text and raw images from compressed media', () => {
    expect(looksCompressible(prose(200_000))).toBe(true);
    expect(looksCompressible(Buffer.from(noise(100_000).toString('base64')))).toBe(true);
    expect(looksCompressible(Buffer.alloc(433_043, 255))).toBe(true);
    for (const size of [1024, 5000, 262_140]) expect(looksCompressible(noise(size))).toBe(false);
    expect(looksCompressible(Buffer.alloc(100))).toBe(false);
  });
});
