export { findSyntaxFault, type SyntaxFault } from './syntax-fault.ts';
