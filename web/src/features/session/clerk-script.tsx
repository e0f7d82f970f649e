import { ClerkProvider, useClerk } from "@clerk/react";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";

import type { Clerk } from "@/features/session/clerk-session";

/// Loads Clerk's script from the instance's own host, by Clerk's React SDK. None of its forms is
/// shown here: one signs in on the instance's own pages. Rejects where the script does not come.
export function loadClerk(publishableKey: string): Promise<Clerk> {
  return new Promise((resolve, reject) => {
    const root = createRoot(document.createElement("div"));
    root.render(
      <ClerkProvider publishableKey={publishableKey} prefetchUI={false} telemetry={false}>
        <Handover resolve={resolve} reject={reject} />
      </ClerkProvider>,
    );
  });
}

interface HandoverProps {
  resolve(clerk: Clerk): void;
  reject(error: Error): void;
}

function Handover({ resolve, reject }: HandoverProps) {
  const clerk = useClerk();
  useEffect(() => {
    const onStatus = (status: string) => {
      if (status === "ready" || status === "degraded") resolve(clerk);
      if (status === "error") reject(new Error("Clerk's script could not be loaded"));
    };
    clerk.on("status", onStatus, { notify: true });
    return () => {
      clerk.off("status", onStatus);
    };
  }, [clerk, resolve, reject]);
  return null;
}
