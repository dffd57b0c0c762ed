import { Search, X } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { Input } from './input.tsx';
import { useUiText } from './ui-text.tsx';

export interface SearchInputProps extends Omit<
  ComponentProps<'input'>,
  'defaultValue' | 'onChange' | 'ref' | 'type' | 'value'
> {
  onValueChange: (value: string) => void;
  value: string;
}

/** A search box with a clear button; Escape clears it too. */
export function SearchInput({
  'aria-label': label,
  className,
  onKeyDown,
  onValueChange,
  placeholder,
  value,
  ...props
}: SearchInputProps) {
  const text = useUiText();
  const input = useRef<HTMLInputElement>(null);

  function clear() {
    onValueChange('');
    input.current?.focus();
  }

  return (
    <div role="search" className={cn('relative w-full', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-s-3 top-1/2 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label ?? placeholder ?? text.search}
        placeholder={placeholder ?? `${text.search}…`}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onValueChange('');
        }}
        className="ps-9 pe-9 [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={text.clear}
          onClick={clear}
          className="absolute inset-e-1 top-1/2 grid size-7 -translate-y-1/2 cursor-pointer place-items-center rounded-sm text-muted-foreground transition-colors hover:text-foreground pointer-coarse:size-9"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
