import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { controlStyles } from './control-styles.ts';
import { useFieldControl } from './field-context.ts';

export type TextareaProps = ComponentProps<'textarea'>;

/** A text area that grows with its text where the browser can. */
export function Textarea({ className, ...props }: TextareaProps) {
  const control = useFieldControl(props);
  return (
    <textarea
      className={cn(controlStyles, 'field-sizing-content max-h-96 min-h-20 py-2', className)}
      {...props}
      {...control}
    />
  );
}
