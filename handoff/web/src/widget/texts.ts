/**
 * The widget's own words. French ones neither say "tu" nor "vous": the brand's voice decides that,
 * and these are the same for every brand.
 */

import type { Language, Owner } from "../protocol/conversation";

const fr = {
  close: "Fermer la discussion",
  restart: "Recommencer",
  restartQuestion: "Recommencer une conversation\u202f?",
  restartMeaning: "L’échange en cours prendra fin et une nouvelle conversation s’ouvrira.",
  cancel: "Annuler",
  privacy: "Confidentialité",
  newTab: "(nouvel onglet)",
  assistant: "Assistant automatique",
  team: "Service client",
  withCm: "{name}, service client",
  waitingForHuman: "Quelqu’un de l’équipe arrive",
  closed: "Conversation terminée",
  connecting: "Connexion…",
  lost: "Connexion perdue, on reprend…",
  refused: "La discussion n’est pas disponible sur cette page.",
  hello: "Bonjour\u202f!",
  helloMeaning: "Un assistant automatique répond tout de suite, jour et nuit. L’équipe prend le relais sur simple demande.",
  // Sent as they stand: with the plain blank that customers type.
  starters: ["Où est mon colis ?", "Mon colis n’est jamais arrivé"],
  startersLabel: "Pour commencer",
  you: "Vous",
  bot: "Assistant",
  service: "Information",
  messages: "Messages",
  write: "Écrire un message…",
  writeLabel: "Message",
  send: "Envoyer",
  sending: "Envoi en cours",
  waitingToSend: "En attente de connexion",
  stored: "Envoyé",
  edit: "Modifier",
  refusedTitle: "Message non envoyé.",
  human: "Parler à un humain",
  askingHuman: "Demande transmise…",
  preferBot: "Continuer avec l’assistant",
  newMessages: "Nouveaux messages",
  typing: "{name} écrit…",
  answers: "Réponses proposées",
  quickUsed: "réponse choisie",
  overMeaning: "Conversation terminée. Un nouveau message en ouvre une autre.",
  place: { one: "#re place dans la file", other: "#e place dans la file" },
  minutes: { one: "environ # minute", other: "environ # minutes" },
  waitUnknown: "Le délai de réponse n’est pas encore connu.",
  outOfHours: "L’équipe n’est pas là pour le moment.",
  backAt: "De retour {day} à {time}.",
  parcel: "Colis",
  trackingNumber: "Numéro de suivi",
  track: "Suivre sur le site du transporteur",
  journey: "Parcours du colis",
  step: { done: "fait", current: "en cours", next: "à venir", problem: "problème" },
  statuses: {
    not_handed_over: "En préparation",
    not_handed_over_late: "Expédition en retard",
    in_transit_on_time: "En route",
    in_transit_late: "En retard",
    customs_held: "En douane",
    presumed_lost: "Sans nouvelles",
    out_for_delivery: "En livraison",
    delivered: "Livré",
    at_pickup: "À retirer",
    pickup_over: "Délai de retrait passé",
    attempted: "Absent à la livraison",
    undeliverable: "Non distribuable",
    returning: "Retour expéditeur",
    returned: "Retourné",
    unknown_number: "Numéro inconnu",
    carrier_down: "Suivi indisponible",
    no_client: "Expédié",
  } as Record<string, string>,
  refusals: {
    message_too_long: "Il est trop long\u00a0: le raccourcir ou l’envoyer en plusieurs fois.",
    id_reused: "Il a déjà été envoyé avec un autre texte.",
    unknown_button: "Cette réponse n’est plus proposée.",
  } as Record<string, string>,
  refusalOther: "Le service ne l’a pas accepté\u00a0: le modifier puis réessayer.",
  tooMany: "Trop de demandes à la fois\u00a0: réessayer dans quelques secondes.",
  trouble: "Cela n’a pas pu se faire. Réessayer dans un instant.",
};

type Texts = typeof fr;

const en: Texts = {
  close: "Close chat",
  restart: "Start again",
  restartQuestion: "Start a new conversation?",
  restartMeaning: "This exchange will end and a new conversation will open.",
  cancel: "Cancel",
  privacy: "Privacy",
  newTab: "(new tab)",
  assistant: "Automated assistant",
  team: "Customer care",
  withCm: "{name}, customer care",
  waitingForHuman: "Someone is on the way",
  closed: "Conversation ended",
  connecting: "Connecting…",
  lost: "Connection lost, resuming…",
  refused: "Chat is not available on this page.",
  hello: "Hello!",
  helloMeaning: "An automated assistant answers straight away, day and night. The team takes over whenever you ask.",
  starters: ["Where is my parcel?", "My parcel never arrived"],
  startersLabel: "To begin with",
  you: "You",
  bot: "Assistant",
  service: "Information",
  messages: "Messages",
  write: "Write a message…",
  writeLabel: "Message",
  send: "Send",
  sending: "Sending",
  waitingToSend: "Waiting for the connection",
  stored: "Sent",
  edit: "Edit",
  refusedTitle: "Message not sent.",
  human: "Talk to a human",
  askingHuman: "Request sent…",
  preferBot: "Carry on with the assistant",
  newMessages: "New messages",
  typing: "{name} is typing…",
  answers: "Suggested answers",
  quickUsed: "chosen answer",
  overMeaning: "Conversation ended. A new message opens another one.",
  place: { one: "Number # in the queue", other: "Number # in the queue" },
  minutes: { one: "about # minute", other: "about # minutes" },
  waitUnknown: "The waiting time is not known yet.",
  outOfHours: "The team is away for now.",
  backAt: "Back {day} at {time}.",
  parcel: "Parcel",
  trackingNumber: "Tracking number",
  track: "Track on the carrier’s site",
  journey: "The parcel’s journey",
  step: { done: "done", current: "in progress", next: "to come", problem: "problem" },
  statuses: {
    not_handed_over: "Being prepared",
    not_handed_over_late: "Dispatch delayed",
    in_transit_on_time: "On its way",
    in_transit_late: "Late",
    customs_held: "At customs",
    presumed_lost: "No news",
    out_for_delivery: "Out for delivery",
    delivered: "Delivered",
    at_pickup: "Ready to collect",
    pickup_over: "Not collected in time",
    attempted: "Missed delivery",
    undeliverable: "Undeliverable",
    returning: "Going back to sender",
    returned: "Returned",
    unknown_number: "Unknown number",
    carrier_down: "Tracking unavailable",
    no_client: "Sent",
  },
  refusals: {
    message_too_long: "It is too long: shorten it or send it in parts.",
    id_reused: "It was already sent with another text.",
    unknown_button: "This answer is no longer offered.",
  },
  refusalOther: "The service did not accept it: change it and try again.",
  tooMany: "Too many requests at once: try again in a few seconds.",
  trouble: "That could not be done. Try again in a moment.",
};

export const TEXTS: Record<Language, Texts> = { fr, en };

/** A text with its `{name}`s filled in. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** Who speaks, for the header. */
export function speaker(texts: Texts, owner: Owner | undefined, cm: string | null): string {
  switch (owner) {
    case undefined:
      return texts.connecting;
    case "bot":
      return texts.assistant;
    case "waiting":
      return texts.waitingForHuman;
    case "cm":
      return cm === null ? texts.team : fill(texts.withCm, { name: cm });
    case "closed":
      return texts.closed;
  }
}

export type { Texts };
