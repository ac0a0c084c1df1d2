import { attributes, COURSE, CourseSite, texts } from '../../testing/course-site';

describe('external tools in a backup', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  describe('external tools', () => {
    it('have no secret that can be opened where the site has no key, which is said once', async () => {
      for (const password of ['one', 'two', '']) site.activity('lti', { intro: '', typeid: 0, toolurl: '', password });
      const first = await site.backup();
      expect(first.warnings.map(({ code }) => code)).toEqual(['secret-not-readable']);
      site.insert('config_plugins', {
        plugin: 'backup',
        name: 'backup_encryptkey',
        value: Buffer.alloc(32, 7).toString('base64'),
      });
      const [second, third] = [await site.backup(), await site.backup()];
      expect(second.warnings).toEqual([]);
      const secrets = ({ documents }: typeof first) =>
        [...documents].filter(([path]) => path.endsWith('/lti.xml')).flatMap(([, xml]) => texts(xml, 'password'));
      expect(secrets(second)).toEqual(secrets(third));
      expect(new Set(secrets(second)).size).toBe(3);
      expect([...second.documents.values()].join()).not.toContain('>one<');
    });

    it('show the line items of their type, or of the tool that an untyped one made', async () => {
      site.insert('lti_types', { id: 8, name: 'Tool', baseurl: 'https://tool.example', course: COURSE });
      const typed = site.activity('lti', { intro: '', typeid: 8, toolurl: '' });
      const untyped = site.activity('lti', { intro: '', typeid: 0, toolurl: '' });
      const lone = site.activity('lti', { intro: '', typeid: 0, toolurl: '' });
      const item = (id: number, values: Record<string, number | null>) =>
        site.insert('ltiservice_gradebookservices', {
          id,
          courseid: COURSE,
          gradeitemid: id,
          toolproxyid: null,
          ...values,
        });
      item(1, { typeid: 8, ltilinkid: typed.instanceId });
      item(2, { typeid: 9, ltilinkid: untyped.instanceId });
      item(3, { typeid: 9, ltilinkid: null });
      item(4, { typeid: 8, courseid: 1, ltilinkid: null });
      const { documents } = await site.backup();
      const items = (moduleId: number) =>
        attributes(documents.get(`activities/lti_${moduleId}/lti.xml`), 'lineitem', 'id');
      expect([items(typed.moduleId), items(untyped.moduleId), items(lone.moduleId)]).toEqual([['1'], ['2', '3'], []]);
    });
  });

  describe('line items of an external tool without a type', () => {
    const TOOLS: readonly [id: number, baseurl: string, course: number, more?: Record<string, number>][] = [
      [1, 'https://tool.example', 1],
      [2, 'http://www.tool.example/maths/', COURSE],
      [3, 'https://tool.example/maths', 1],
      [4, 'https://other.example/launch', 99],
      [5, 'https://pending.example', COURSE, { state: 2 }],
      [6, 'https://proxy.example/', 1, { toolproxyid: 70 }],
      [7, 'https://gone.example', COURSE, { toolproxyid: 71 }],
    ];
    beforeEach(() => {
      for (const [id, baseurl, course, more] of TOOLS) {
        site.insert('lti_types', { id, name: `Tool ${id}`, baseurl, tooldomain: '', course, state: 1, ...more });
        site.insert('ltiservice_gradebookservices', { id, courseid: COURSE, gradeitemid: id, typeid: id, ...NO_LINK });
      }
      const ofProxy = { courseid: COURSE, typeid: null, ...NO_LINK };
      site.insert('lti_tool_proxies', { id: 70, guid: 'guid', vendorcode: 'vendor' });
      for (const [id, toolproxyid] of [
        [60, 70],
        [61, 71],
        [62, 0],
      ]) {
        site.insert('ltiservice_gradebookservices', {
          ...ofProxy,
          id: id!,
          gradeitemid: id!,
          toolproxyid: toolproxyid!,
        });
      }
    });
    const NO_LINK = { toolproxyid: null, ltilinkid: null };

    it.each<[string, string, string, string[]]>([
      ['the site’s, by its domain', 'http://tool.example/chemistry', '', ['1']],
      ['whatever the case and the www', 'HTTPS://WWW.Tool.example', '', ['1']],
      ['the course’s, which says more', 'https://tool.example/maths/', '', ['2']],
      ['and with a query', 'https://tool.example/maths?unit=3', '', ['3']],
      ['none that only begins alike', 'https://tool.example.org/', '', []],
      ['by the secure address', 'https://elsewhere.example', 'https://tool.example/a', ['1']],
      ['by the plain address first', 'https://tool.example/a', 'https://proxy.example/a', ['1']],
      ['none of another course', 'https://other.example/launch', '', []],
      ['none that is not in use', 'https://pending.example', '', []],
      ['one behind a proxy', 'https://proxy.example/x', '', ['60']],
      ['not one whose proxy is gone', 'https://gone.example', '', []],
      ['none at all', '', '', []],
    ])('are those of the tool that its address belongs to: %s', async (_, toolurl, securetoolurl, expected) => {
      const lti = site.activity('lti', { intro: '', typeid: 0, toolurl, securetoolurl });
      const { documents } = await site.backup();
      const xml = documents.get(`activities/lti_${lti.moduleId}/lti.xml`);
      expect(attributes(xml, 'lineitem', 'id')).toEqual(expected);
      expect(texts(xml, 'vendorcode')).toEqual(expected.map((id) => (id === '60' ? 'vendor' : '$@NULL@$')));
    });

    it('are those of the item that it made itself, wherever its address leads', async () => {
      const lti = site.activity('lti', { intro: '', typeid: 0, toolurl: 'https://tool.example/a' });
      site.run(`UPDATE mdl_ltiservice_gradebookservices SET ltilinkid = ${lti.instanceId} WHERE id = 3`);
      const { documents } = await site.backup();
      const xml = documents.get(`activities/lti_${lti.moduleId}/lti.xml`);
      expect(attributes(xml, 'lineitem', 'id')).toEqual(['3']);
    });
  });
});
