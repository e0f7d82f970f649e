import { Button } from "@mantine/core";
import { useState } from "react";

import type { CustomerInFull } from "@/features/customers/customer";
import { WhatIfForm, type Suggestions } from "@/features/customers/what-if-form";
import { Section } from "@/shared/ui/section";

interface WhatIfSectionProps {
  predictionId: string;
  customer: CustomerInFull;
  suggestions: Suggestions;
}

/// Other values for one customer, and what the model says to them. Nothing is stored. The model is
/// asked only once that is wanted: reading it costs the server something.
export function WhatIfSection({ predictionId, customer, suggestions }: WhatIfSectionProps) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="What if?"
      about="Change values of this customer and see at once what becomes of the risk. It says what the model goes by, not what an offer would bring about. Nothing is stored."
      aside={
        <Button
          variant="default"
          size="compact-md"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? "Close" : "Try other values"}
        </Button>
      }
    >
      {open && (
        <WhatIfForm predictionId={predictionId} customer={customer} suggestions={suggestions} />
      )}
    </Section>
  );
}
