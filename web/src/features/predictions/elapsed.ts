import { isOpen, type PredictionItem } from "@/shared/api/prediction";
import { duration } from "@/shared/format/time";

/// From upload until now, or until the end; the times of the server and of this clock may differ by
/// a little, which a negative time would show.
export function elapsed(
  prediction: PredictionItem & { finished_at?: string | null },
  now: number,
): string {
  const end = isOpen(prediction)
    ? now
    : Date.parse(prediction.finished_at ?? prediction.updated_at);
  return duration(end - Date.parse(prediction.created_at));
}
