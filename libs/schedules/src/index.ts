export * from './errors';
export * from './schedule';
export * from './presets';
export * from './read-schedules';
export { nextDue, windowEnd } from './due';
export * from './choice';
export * from './retention';
export { isHoldActive } from './hold';
