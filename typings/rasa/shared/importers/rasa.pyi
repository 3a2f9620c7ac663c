class RasaFileImporter:
    def __init__(
        self,
        config_file: str | None = ...,
        domain_path: str | None = ...,
        training_data_paths: list[str] | str | None = ...,
    ) -> None: ...
