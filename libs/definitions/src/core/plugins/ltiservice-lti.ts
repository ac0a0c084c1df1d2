import { container, element } from '../../language/elements';
import { plugin } from '../../language/documents';
import { query } from '../../language/sources';

/** ltiservice_gradebookservices: the line items that tools made in the gradebook. */
export const ltiserviceGradebookservicesLti = plugin('ltiservice_lti_subplugin', 'ltiservice_gradebookservices', [
  container('subplugin_ltiservice_gradebookservices_lti', [
    container('lineitems', [
      element('lineitem', {
        fields: `
          gradeitemid courseid toolproxyid typeid baseurl ltilinkid resourceid tag vendorcode guid
          subreviewurl subreviewparams`,
        from: query({
          // The tool is the activity's. Without one (typeid 0) it is that of the line item which the activity made itself
          // ($o), or else the one that the activity's address belongs to.
          join:
            'LEFT JOIN {ltiservice_gradebookservices} $o ON COALESCE(:lti.typeid, 0) = 0 AND $o.id = ' +
            '(SELECT MIN(m.id) FROM {ltiservice_gradebookservices} m WHERE m.ltilinkid = :lti.id) ' +
            'LEFT JOIN {lti_types} $t ON $t.id = CASE WHEN COALESCE(:lti.typeid, 0) <> 0 THEN :lti.typeid WHEN $o.id IS NULL ' +
            `THEN COALESCE(${toolOfAddress(':lti.toolurl')}, ${toolOfAddress(':lti.securetoolurl')}) END ` +
            'JOIN {ltiservice_gradebookservices} $g ON $g.courseid = :task.course AND (' +
            '($g.typeid IS NULL AND $g.toolproxyid = COALESCE($t.toolproxyid, $o.toolproxyid) ' +
            'AND $g.toolproxyid IN (SELECT k.id FROM {lti_tool_proxies} k)) OR ' +
            '($g.toolproxyid IS NULL AND $g.typeid = COALESCE($t.id, $o.typeid) ' +
            'AND COALESCE($t.toolproxyid, $o.toolproxyid) IS NULL)) ' +
            'LEFT JOIN {lti_tool_proxies} $p ON $p.id = $g.toolproxyid',
          columns: { vendorcode: '$p.vendorcode', guid: '$p.guid' },
          all: { $g: 'ltiservice_gradebookservices' },
          key: '$g.id',
        }),
      }),
    ]),
  ]),
]);

/** The tool in use, of the course or the site, to whose base URL an address belongs: the one that says most of it. That is
 *  how Moodle tells people to choose base URLs; its exact rule is not in the reference, and no sample shows it. */
function toolOfAddress(address: string): string {
  const [base, url] = [bareAddress('b.baseurl'), `CONCAT(${bareAddress(address)}, '/')`];
  return (
    '(SELECT b.id FROM {lti_types} b WHERE b.state = 1 AND ' +
    "(b.course = :task.course OR b.course IN (SELECT s.id FROM {course} s WHERE s.category = 0)) AND b.baseurl <> '' " +
    `AND SUBSTR(${url}, 1, LENGTH(${base})) = ${base} ` +
    `AND (SUBSTR(${base}, LENGTH(${base}), 1) = '/' OR SUBSTR(${url}, LENGTH(${base}) + 1, 1) IN ('', '/', '?', '#')) ` +
    `ORDER BY LENGTH(${base}) DESC, CASE WHEN b.course = :task.course THEN 0 ELSE 1 END, b.id LIMIT 1)`
  );
}

/** An address without what does not tell one tool from another: `https://www.tool.example` is `tool.example`. */
function bareAddress(column: string): string {
  return ['https://', 'http://', 'www.'].reduce((sql, part) => `REPLACE(${sql}, '${part}', '')`, `LOWER(${column})`);
}
