"""The steps of the street, each as the person does it who has to."""
