import { area, container, element } from '../../language/elements';
import { parent, task } from '../../language/operands';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';

/** quizaccess_seb: the settings of the Safe Exam Browser. */
export const quizaccessSebQuiz = plugin('quizaccess_quiz_subplugin', 'quizaccess_seb', [
  container('subplugin_quizaccess_seb_quiz', [
    element(
      'quizaccess_seb_quizsettings',
      {
        attributes: '',
        fields: `
          quizid cmid templateid requiresafeexambrowser showsebtaskbar showwificontrol showreloadbutton
          showtime showkeyboardlayout allowuserquitseb quitpassword linkquitseb userconfirmquit
          enableaudiocontrol muteonstartup allowcapturecamera allowcapturemicrophone allowspellchecking
          allowreloadinexam activateurlfiltering filterembeddedcontent expressionsallowed regexallowed
          expressionsblocked regexblocked showsebdownloadlink allowedbrowserexamkeys timecreated`,
        from: table('quizaccess_seb_quizsettings', { quizid: task('instance') }),
        files: [area('quizaccess_seb', 'filemanager_sebconfigfile')],
      },
      [
        element('quizaccess_seb_template', {
          attributes: '',
          fields: 'name description content enabled sortorder id timecreated',
          from: table('quizaccess_seb_template', { id: parent('templateid') }),
        }),
      ],
    ),
  ]),
]);
