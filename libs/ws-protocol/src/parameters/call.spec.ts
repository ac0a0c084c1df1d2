import { parseCall, parseParameters, parseUrlEncoded, requestedFormat, textOf } from '..';

const call = (text: string) => parseCall(parseParameters(parseUrlEncoded(text)));

describe('a call', () => {
  it('is split into the protocol and the function', () => {
    const { parameters, ...rest } = call(
      'wstoken=T&wsfunction=core_course_get_courses&moodlewsrestformat=json&moodlewssettingraw=1&moodlewssettingfilter=yes' +
        '&moodlewssettingfileurl=0&moodlewssettinglang=de_kids&moodlewssettingtimezone=Europe/Berlin&options[ids][]=3',
    );
    expect(rest).toEqual({
      token: 'T',
      functionName: 'core_course_get_courses',
      format: 'json',
      settings: { raw: true, filter: true, fileUrl: false, lang: 'de_kids', timezone: 'Europe/Berlin' },
    });
    expect([...parameters.keys()]).toEqual(['options']);
  });

  it("has Moodle's defaults, and takes arrays and impossible values for absent", () => {
    const settings = { raw: false, filter: false, fileUrl: true, lang: null, timezone: null };
    const empty = { token: '', functionName: '', format: 'xml', settings, parameters: new Map() };
    expect(call('')).toEqual(empty);
    expect(
      call(
        'wstoken[]=T&wsfunction[x]=f&moodlewsrestformat=yaml&moodlewssettinglang=../en&moodlewssettingtimezone=Nowhere/X',
      ),
    ).toEqual(empty);
  });

  it('shows its format even where its parameters cannot be parsed', () => {
    expect(requestedFormat(parseUrlEncoded('moodlewsrestformat=json&x=1'))).toBe('json');
    expect(requestedFormat(parseUrlEncoded('moodlewsrestformat=json&moodlewsrestformat=rss'))).toBe('xml');
    expect(requestedFormat([])).toBe('xml');
  });

  it('gives single texts to the other scripts', () => {
    const raw = parseParameters(parseUrlEncoded('username=t&password[]=p'));
    expect(textOf(raw, 'username')).toBe('t');
    expect(textOf(raw, 'password')).toBeUndefined();
  });
});
