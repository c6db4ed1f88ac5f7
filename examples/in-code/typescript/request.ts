import type { ClientSecretCreateParams } from "openai/resources/realtime/client-secrets";

export const request = {
  expires_after: { anchor: "created_at", seconds: 600 },
  session: {
    type: "realtime",
    model: "gpt-realtime-2.1",
    instructions: "You take orders for a flower shop.",
    audio: {
      input: { turn_detection: { type: "semantic_vad", eagerness: "low" } },
      output: { voice: "marin", speed: 1.1 },
    },
  },
} satisfies ClientSecretCreateParams;
