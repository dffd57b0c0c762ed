/** The look that text inputs, textareas and selects share. */
export const controlStyles = [
  'w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground shadow-xs sm:text-sm',
  'placeholder:text-muted-foreground transition-[border-color,box-shadow] duration-150',
  'hover:border-foreground/60 focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring',
  'disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-60',
  'aria-invalid:border-destructive-ink aria-invalid:focus-visible:outline-destructive-ink',
].join(' ');
