export type { TaskMap } from './messages.ts';
export { serveTasks, type TaskContext, type TaskHandlers, threadData } from './serve-tasks.ts';
export {
  createTaskThread,
  type RunOptions,
  type TaskThread,
  type TaskThreadOptions,
  ThreadError,
} from './task-thread.ts';
