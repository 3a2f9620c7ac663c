class ExecutionContext:
    node_name: str

class GraphComponent: ...
