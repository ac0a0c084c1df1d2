import { container, element, plugin, query } from '../../structure/definition';

/** ltiservice_gradebookservices: the line items that tools made in the gradebook. */
export const ltiserviceGradebookservicesLti = plugin('ltiservice_lti_subplugin', 'ltiservice_gradebookservices', [
  container('subplugin_ltiservice_gradebookservices_lti', [
    container('lineitems', [
      element('lineitem', {
        fields: `
          gradeitemid courseid toolproxyid typeid baseurl ltilinkid resourceid tag vendorcode guid
          subreviewurl subreviewparams`,
        from: query({
          // The tool is the activity's; without one (typeid 0) that of the line item which the activity made itself.
          join:
            'LEFT JOIN {lti_types} $t ON $t.id = :lti.typeid ' +
            'LEFT JOIN {ltiservice_gradebookservices} $o ON $t.id IS NULL AND COALESCE(:lti.typeid, 0) = 0 AND $o.id = ' +
            '(SELECT MIN(m.id) FROM {ltiservice_gradebookservices} m WHERE m.ltilinkid = :lti.id) ' +
            'JOIN {ltiservice_gradebookservices} $g ON $g.courseid = :task.course AND (' +
            '($g.typeid IS NULL AND $g.toolproxyid = COALESCE($t.toolproxyid, $o.toolproxyid)) OR ' +
            '($g.toolproxyid IS NULL AND $g.typeid = $t.id AND $t.toolproxyid IS NULL) OR ' +
            '($g.toolproxyid IS NULL AND $g.typeid = $o.typeid AND $o.toolproxyid IS NULL)) ' +
            'LEFT JOIN {lti_tool_proxies} $p ON $p.id = $g.toolproxyid',
          columns: { vendorcode: '$p.vendorcode', guid: '$p.guid' },
          all: { $g: 'ltiservice_gradebookservices' },
          key: '$g.id',
        }),
      }),
    ]),
  ]),
]);
