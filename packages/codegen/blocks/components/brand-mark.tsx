/** The first letter of a name on the brand's colour. */
export function BrandMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-md bg-primary font-display text-sm font-semibold text-primary-foreground"
    >
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
