import { container, element, point } from '../../language/elements';
import { document } from '../../language/documents';
import { named, own, task } from '../../language/operands';
import { query } from '../../language/sources';
import { oldRestrictionFields, oldRestrictions } from '../shared/old-restrictions';
import { itemTags } from '../shared/sources';

/** module.xml: the course module, the same for every kind of activity. */
export const moduleDocument = document(
  'activity',
  'module.xml',
  element(
    'module',
    {
      attributes: 'id version',
      fields: `
        modulename sectionid sectionnumber idnumber added score indent visible visibleoncoursepage visibleold
        groupmode groupingid completion completiongradeitemnumber completionpassgrade completionview
        completionexpected availability showdescription downloadcontent lang enableaitools enabledaiactions
        availablefrom availableuntil showavailability groupmembersonly`,
      fieldsBefore: oldRestrictionFields('availablefrom availableuntil showavailability groupmembersonly'),
      from: query({
        join:
          'JOIN {course_modules} $m ON $m.id = :task.module JOIN {course_sections} $s ON $s.id = $m.section ' +
          "JOIN {config_plugins} $v ON $v.plugin = CONCAT('mod_', :task.modname) AND $v.name = 'version'",
        columns: { version: '$v.value', modulename: ':task.modname', sectionid: '$s.id', sectionnumber: '$s.section' },
        all: { $m: 'course_modules' },
        key: '$m.id',
        writes: {
          set: {
            course: task('course'),
            module: named('modules', task('modname')),
            instance: task('instance'),
            section: own('sectionid'),
          },
        },
      }),
      refers: { grouping: 'groupingid' },
    },
    [
      point('format_module_plugin'),
      point('report_module_plugin'),
      point('plagiarism_module_plugin'),
      point('local_module_plugin'),
      point('tool_module_plugin'),
      container('tags', [element('tag', { fields: 'name rawname', from: itemTags('course_modules', 'core') })]),
      container('availability_info', oldRestrictions('course_modules', 'coursemoduleid')),
    ],
  ),
);
