import {
  Button,
  cn,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { ArrowRightLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { t } from '../i18n/index.ts';

interface BoardProps<Item extends { id: string }, Stage extends string> {
  label: string;
  stages: readonly { value: Stage; label: string }[];
  items: readonly Item[];
  stageOf: (item: Item) => Stage;
  nameOf: (item: Item) => string;
  onMove: (item: Item, stage: Stage) => void;
  /** What a card shows. */
  children: (item: Item) => ReactNode;
}

/** Cards in columns by stage. They are dragged by mouse; by keyboard and touch, each card has a menu of stages. */
export function Board<Item extends { id: string }, Stage extends string>({
  label,
  stages,
  items,
  stageOf,
  nameOf,
  onMove,
  children,
}: BoardProps<Item, Stage>) {
  const [dragged, setDragged] = useState<Item | null>(null);
  const [target, setTarget] = useState<Stage | null>(null);

  function drop(stage: Stage) {
    if (dragged && stageOf(dragged) !== stage) onMove(dragged, stage);
    setDragged(null);
    setTarget(null);
  }

  return (
    <ul
      aria-label={label}
      className="grid auto-cols-[minmax(16rem,1fr)] grid-flow-col gap-4 overflow-x-auto pb-3"
    >
      {stages.map((stage) => {
        const cards = items.filter((item) => stageOf(item) === stage.value);
        return (
          <li
            key={stage.value}
            onDragOver={(event) => {
              event.preventDefault();
              setTarget(stage.value);
            }}
            onDragLeave={() => setTarget(null)}
            onDrop={() => drop(stage.value)}
            className={cn(
              'flex flex-col gap-3 rounded-xl border border-border bg-muted/60 p-3 transition-colors',
              dragged && target === stage.value && 'border-ring bg-accent',
            )}
          >
            <h2 className="flex items-center gap-2 px-1 text-sm font-semibold">
              {stage.label}
              <span className="font-normal text-muted-foreground tabular-nums">{cards.length}</span>
            </h2>
            <ul aria-label={stage.label} className="grid gap-2">
              {cards.map((item) => (
                <li
                  key={item.id}
                  draggable
                  onDragStart={() => setDragged(item)}
                  onDragEnd={() => setDragged(null)}
                  className="cursor-grab rounded-lg border border-border bg-card p-3 text-card-foreground shadow-card active:cursor-grabbing"
                >
                  <div className="flex items-start gap-2">
                    <div className="grid min-w-0 flex-1 gap-2">{children(item)}</div>
                    <StageMenu
                      label={t('board.move', { name: nameOf(item) })}
                      stages={stages}
                      stage={stageOf(item)}
                      onChoose={(next) => onMove(item, next)}
                    />
                  </div>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

interface StageMenuProps<Stage extends string> {
  label: string;
  stages: readonly { value: Stage; label: string }[];
  stage: Stage;
  onChoose: (stage: Stage) => void;
}

function StageMenu<Stage extends string>({
  label,
  stages,
  stage,
  onChoose,
}: StageMenuProps<Stage>) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={label} className="-me-1 -mt-1 size-8">
          <ArrowRightLeft aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={stage} onValueChange={(next) => onChoose(next as Stage)}>
          {stages.map(({ value, label: name }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {name}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
