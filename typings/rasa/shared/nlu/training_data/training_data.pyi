from rasa.shared.nlu.training_data.message import Message

class TrainingData:
    training_examples: list[Message]
    intent_examples: list[Message]
