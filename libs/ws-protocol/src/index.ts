export {
  list,
  single,
  value,
  type Cleaned,
  type Description,
  type Keys,
  type ListDescription,
  type ListOptions,
  type Returned,
  type SingleDescription,
  type SingleOptions,
  type ValueDescription,
  type ValueOptions,
} from './describe/description';
export type { ParamType, ParamValue, Scalar, TextType } from './describe/param-types';
export { cleanTextAs } from './describe/param-types';
export { cleanParameters } from './describe/clean-parameters';
export { cleanReturn, type ReturnOptions, type WsValue } from './describe/clean-return';
export {
  DEFAULT_LIMITS,
  type ParameterLimits,
  type RawParameter,
  type RawParameters,
} from './parameters/raw-parameters';
export { mergeParameters, parseParameters } from './parameters/nested-names';
export { parseUrlEncoded } from './parameters/url-encoded';
export { parseCall, requestedFormat, textOf, type CallSettings, type WsCall } from './parameters/call';
export type { RestFormat, WsAnswer, WsAnswerInPieces } from './answers/answer';
export { encodeJson, jsonText } from './answers/json';
export { encodeXml, xmlText } from './answers/xml';
export {
  asWsException,
  encodeExceptionJson,
  encodeExceptionXml,
  fileError,
  type ExceptionOptions,
} from './answers/exception';
export {
  exceptionAnswer,
  protocolDisabledAnswer,
  restAnswer,
  restAnswerInTurns,
  restHeaders,
} from './answers/rest-answer';
export {
  FILE_CORS_HEADERS,
  fileErrorAnswer,
  siteCheckAnswer,
  tokenAnswer,
  tokenErrorAnswer,
} from './answers/script-answer';
export { WsException, WsRegistrationError, type WsExceptionOptions } from './exceptions/ws-exception';
export { WsExceptions } from './exceptions/ws-exceptions';
export { defineFunction, type FunctionDefinition, type ParametersOf, type ReturnOf } from './functions/definition';
export { FunctionRegistry, type FunctionHandler, type RegistryOptions } from './functions/registry';
export { functionReference } from './documentation/function-reference';
export {
  jsonSchemaOf,
  openApiDocument,
  type JsonSchema,
  type OpenApiDocument,
  type OpenApiOptions,
} from './documentation/open-api';
