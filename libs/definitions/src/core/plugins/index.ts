import type { PluginDefinition } from '../../language/documents';
import {
  assignfeedbackCommentsGrade,
  assignfeedbackEditpdfGrade,
  assignfeedbackFileGrade,
} from './assignfeedback-grade';
import { assignsubmissionFileSubmission, assignsubmissionOnlinetextSubmission } from './assignsubmission-submission';
import { enrolLtiEnrol } from './enrol-enrol';
import { gradingformGuideDefinition, gradingformRubricDefinition } from './gradingform-definition';
import { gradingformGuideInstance, gradingformRubricInstance } from './gradingform-instance';
import { logstoreDatabaseLogstore, logstoreStandardLogstore } from './logstore-logstore';
import { ltiserviceGradebookservicesLti } from './ltiservice-lti';
import { qbankCommentQuestion, qbankCustomfieldsQuestion } from './qbank-question';
import { qtypeCalculated } from './qtype/calculated';
import { qtypeCalculatedmulti } from './qtype/calculatedmulti';
import { qtypeCalculatedsimple } from './qtype/calculatedsimple';
import { qtypeDdimageortext } from './qtype/ddimageortext';
import { qtypeDdmarker } from './qtype/ddmarker';
import { qtypeDdwtos } from './qtype/ddwtos';
import { qtypeEssay } from './qtype/essay';
import { qtypeGapselect } from './qtype/gapselect';
import { qtypeMatch } from './qtype/match';
import { qtypeMultianswer } from './qtype/multianswer';
import { qtypeMultichoice } from './qtype/multichoice';
import { qtypeNumerical } from './qtype/numerical';
import { qtypeOrdering } from './qtype/ordering';
import { qtypeRandomsamatch } from './qtype/randomsamatch';
import { qtypeShortanswer } from './qtype/shortanswer';
import { qtypeTruefalse } from './qtype/truefalse';
import { quizaccessSebQuiz } from './quizaccess-quiz';
import { workshopevalBestWorkshop } from './workshopeval-workshop';
import { workshopformGrades } from './workshopform-grades';
import {
  workshopformAccumulativeWorkshop,
  workshopformCommentsWorkshop,
  workshopformNumerrorsWorkshop,
  workshopformRubricWorkshop,
} from './workshopform-workshop';

/** What the core plugins write at the plugin points. */
export const PLUGINS: readonly PluginDefinition[] = [
  assignfeedbackCommentsGrade,
  assignfeedbackEditpdfGrade,
  assignfeedbackFileGrade,
  assignsubmissionFileSubmission,
  assignsubmissionOnlinetextSubmission,
  enrolLtiEnrol,
  gradingformGuideDefinition,
  gradingformRubricDefinition,
  gradingformGuideInstance,
  gradingformRubricInstance,
  logstoreDatabaseLogstore,
  logstoreStandardLogstore,
  ltiserviceGradebookservicesLti,
  qbankCommentQuestion,
  qbankCustomfieldsQuestion,
  qtypeCalculated,
  qtypeCalculatedmulti,
  qtypeCalculatedsimple,
  qtypeDdimageortext,
  qtypeDdmarker,
  qtypeDdwtos,
  qtypeEssay,
  qtypeGapselect,
  qtypeMatch,
  qtypeMultianswer,
  qtypeMultichoice,
  qtypeNumerical,
  qtypeOrdering,
  qtypeRandomsamatch,
  qtypeShortanswer,
  qtypeTruefalse,
  quizaccessSebQuiz,
  workshopevalBestWorkshop,
  ...workshopformGrades,
  workshopformAccumulativeWorkshop,
  workshopformCommentsWorkshop,
  workshopformNumerrorsWorkshop,
  workshopformRubricWorkshop,
];
